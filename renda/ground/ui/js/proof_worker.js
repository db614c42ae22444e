import { solve } from './solve.js';

onmessage = ({ data }) => solve(data).then((payload) => postMessage({ payload }), (error) => postMessage({ error: String(error) }));
