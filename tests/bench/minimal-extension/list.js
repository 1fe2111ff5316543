// Lists the stored clients: as many at first as OAuth Workbench does.
const list = document.querySelector('ul');

chrome.storage.local.get('clients').then(({ clients: document_ }) => {
  for (const client of document_.clients.slice(0, Number(list.dataset.rows))) {
    const item = document.createElement('li');
    const button = document.createElement('button');
    button.textContent = 'Run';
    item.append(client.client_name, ' ', client.oauth_workbench.environment, ' ', button);
    list.append(item);
  }
});
