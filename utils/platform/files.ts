/** Hands the user a text file to keep. */
export function saveTextFile(name: string, text: string, type = 'application/json'): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has begun when the click returns; the address is not needed beyond the next task.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
