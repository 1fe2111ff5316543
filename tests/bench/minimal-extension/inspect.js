// Finds the tokens of a text, and shows how many there are and the first hundred.
const TOKEN = /eyJ[\w-]+\.[\w-]+\.[\w-]*/g;

document.querySelector('textarea').addEventListener('input', ({ target }) => {
  const found = new Set(target.value.match(TOKEN));
  document.querySelector('p').textContent = `${found.size} tokens`;
  for (const token of [...found].slice(0, 100)) {
    const item = document.createElement('li');
    item.textContent = JSON.stringify(read(token.split('.')[1]));
    document.querySelector('ol').append(item);
  }
});

function read(segment) {
  return JSON.parse(atob(segment.replaceAll('-', '+').replaceAll('_', '/')));
}
