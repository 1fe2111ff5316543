document.querySelector('button').addEventListener('click', async () => {
  const response = await chrome.runtime.sendMessage('run');
  document.querySelector('pre').textContent = JSON.stringify(response, null, 2);
});
