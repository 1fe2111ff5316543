/** Parameters and headers whose values are for nobody's eyes: client secrets, passwords, keys of an API. */
const SECRET_NAME = /secret|passw(?:or)?d|^pwd$|api[-_]?key/i;

/** Whether a parameter or header should not be shown before somebody asks; user and password of Basic among them. */
export function isSecretEntry(name: string, value: string): boolean {
  if (value === '') return false;
  return (
    SECRET_NAME.test(name) ||
    (/^(?:proxy-)?authorization$/i.test(name) && /^basic\s/i.test(value.trimStart()))
  );
}

/** An address without the user and password that may stand before its host. */
export function withoutCredentials(address: string): string {
  return address.replace(/^([a-z][a-z0-9+.-]{0,40}:\/\/)[^/?#@]*@/i, '$1');
}
