// Photos: shown small, taken off again with one press, made smaller before they are sent: <input type=file data-photos>.
const LONGEST = 2000;

export function showPhotos(part) {
  for (const field of part.querySelectorAll('input[type=file][data-photos]')) {
    const list = document.createElement('ul');
    list.className = 'in-pics';
    field.after(list);
    field.addEventListener('change', async () => {
      const files = await Promise.all([...field.files].map(shrink));
      put(field, files);
      draw(field, list);
    });
    if (field.form) field.form.addEventListener('reset', () => list.replaceChildren());
  }
}

function put(field, files) {
  const carrier = new DataTransfer();
  for (const file of files) carrier.items.add(file);
  field.files = carrier.files;
}

function draw(field, list) {
  list.replaceChildren(...[...field.files].map((file, at) => {
    const row = document.createElement('li');
    if (file.type.startsWith('image/')) {
      const image = document.createElement('img');
      image.src = URL.createObjectURL(file);
      image.alt = `照片${at + 1}`;
      row.append(image);
    } else row.append(file.name);
    row.append(remover(field, list, at));
    return row;
  }));
}

function remover(field, list, at) {
  const button = document.createElement('button');
  button.type = 'button';
  button.setAttribute('aria-label', `去掉第${at + 1}张`);
  button.innerHTML = '<svg class="rd-i" aria-hidden="true" viewBox="0 0 24 24"><path d="M18 6 6 18M6 6l12 12"/></svg>';
  button.addEventListener('click', () => {
    put(field, [...field.files].filter((_, n) => n !== at));
    draw(field, list);
    field.focus();
  });
  return button;
}

async function shrink(file) {
  if (!/^image\/(jpeg|png|webp)$/.test(file.type) || file.size < 600000 || !window.createImageBitmap) return file;
  try {
    const image = await createImageBitmap(file);
    const scale = Math.min(1, LONGEST / Math.max(image.width, image.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(image.width * scale);
    canvas.height = Math.round(image.height * scale);
    canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done, 'image/jpeg', 0.85));
    return blob && blob.size < file.size ? new File([blob], file.name.replace(/\.\w+$/, '.jpg'), { type: 'image/jpeg' }) : file;
  } catch {
    return file; // a picture this browser can't read goes as it is; the server decides
  }
}
