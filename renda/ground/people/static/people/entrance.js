// Passkeys and "show password" on the pages of signing in. Everything else works without script.

const form = document.getElementById('passkey-form')
const button = document.getElementById('passkey')

const toBytes = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0))
const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')

function withBytes (options) {
  const key = structuredClone(options.publicKey)
  key.challenge = toBytes(key.challenge)
  if (key.user) key.user.id = toBytes(key.user.id)
  for (const list of ['allowCredentials', 'excludeCredentials']) {
    if (key[list]) key[list] = key[list].map((each) => ({ ...each, id: toBytes(each.id) }))
  }
  return key
}

function asJson (credential) {
  const response = {}
  for (const name of ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle']) {
    if (credential.response[name]) response[name] = toText(credential.response[name])
  }
  return JSON.stringify({
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: credential.getClientExtensionResults()
  })
}

async function optionsOf (kind) {
  if (kind !== 'sign-in') return JSON.parse(document.getElementById('key-data').textContent)
  const answer = await fetch(form.action, { headers: { Accept: 'application/json' } })
  if (!answer.ok) throw new Error('no options')
  return answer.json()
}

async function make (options) {
  const key = withBytes(options)
  const passwordless = form.elements.passwordless.checked
  key.authenticatorSelection = {
    ...key.authenticatorSelection,
    residentKey: passwordless ? 'required' : 'discouraged',
    requireResidentKey: passwordless,
    ...(passwordless && { userVerification: 'required' })
  }
  return navigator.credentials.create({ publicKey: key })
}

function say (words) {
  const box = document.getElementById('passkey-say') || document.createElement('p')
  box.id = 'passkey-say'
  box.className = 'rd-wrong'
  box.setAttribute('role', 'alert')
  box.textContent = words
  button.after(box)
}

async function use () {
  try {
    const kind = form.dataset.key
    const options = await optionsOf(kind)
    const credential = kind === 'add'
      ? await make(options.creation_options)
      : await navigator.credentials.get({ publicKey: withBytes(options.request_options) })
    form.elements.credential.value = asJson(credential)
    form.submit()
  } catch {
    say('没有认出安全密钥。可以再按一次，或用别的办法登录。')
  }
}

if (form && button && window.PublicKeyCredential) {
  button.hidden = false
  button.addEventListener('click', use)
}

const shut = document.getElementById('eye-shut')
const open = document.getElementById('eye-open')
for (const input of shut ? document.querySelectorAll('input[type=password]') : []) {
  const box = document.createElement('div')
  const eye = document.createElement('button')
  box.className = 'lg-pass'
  eye.type = 'button'
  eye.setAttribute('aria-label', '显示密码')
  eye.setAttribute('aria-pressed', 'false')
  eye.append(shut.content.cloneNode(true))
  input.replaceWith(box)
  box.append(input, eye)
  eye.addEventListener('click', () => {
    const shown = input.type === 'text'
    input.type = shown ? 'password' : 'text'
    eye.setAttribute('aria-pressed', String(!shown))
    eye.replaceChildren((shown ? shut : open).content.cloneNode(true))
  })
}
