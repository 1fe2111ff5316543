import { exportClients } from '../clients/export-clients';
import { planImport } from '../clients/import-clients';
import { readClients, updateClients } from '../platform/clients-storage';
import { saveTextFile } from '../platform/files';
import { makeId } from '../platform/random';

/** Saves every client as a file, without secrets. */
export async function exportToFile(): Promise<void> {
  const document = await readClients();
  if (!document.ok) throw new Error(document.message);
  const now = new Date();
  saveTextFile(
    `oauth-workbench-clients-${now.toISOString().slice(0, 10)}.json`,
    exportClients(document.clients, now),
  );
}

/** Adds the clients of a file. @returns what happened, in words; on failure nothing has changed. */
export async function importFromText(
  text: string,
): Promise<{ readonly ok: boolean; readonly message: string }> {
  let message = '';
  let ok = false;
  await updateClients((clients) => {
    const plan = planImport(text, clients, makeId);
    ok = plan.ok;
    if (!plan.ok) {
      message = plan.message;
      return clients;
    }
    const count = plan.added.length;
    message = [
      count === 1 ? '1 client imported.' : `${count} clients imported.`,
      ...plan.notes,
    ].join(' ');
    return [...clients, ...plan.added];
  });
  return { ok, message };
}
