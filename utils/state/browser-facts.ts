/** What screens may know and do of the browser they run in. */
export { copyText } from '../platform/clipboard';
export { extensionRedirectBase } from '../platform/identity';
export { workbenchUrl } from '../platform/pages';
export { showSignInTab } from '../platform/sign-in-tab';
