/** E-mail addresses in a text. The sign may be encoded, and that again. */
export const E_MAIL =
  /[\p{L}\p{N}._%+'-]{1,64}(?:@|%(?:25){0,3}40|\\u0040|&#(?:64|x40);)[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){0,8}/giu;

/** One address has one mark, however it is written. */
export function plainAddress(address: string): string {
  return address.replace(/%(?:25){0,3}40|\\u0040|&#(?:64|x40);/i, '@').toLowerCase();
}
