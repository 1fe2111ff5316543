import { defineConfig, type UserManifest } from 'wxt';

/**
 * The public half of a key pair made for this project; its private half was never kept.
 * It pins the extension id in Chromium (kgpckhdofpmofjgdfomfpbbdlhjdjein), and with it the redirect URI.
 */
const CHROMIUM_KEY =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAt+y65J6kX+k/2pH21rOdqm3Fo2t4fwD9zagZw3RmmURTnNsqBKh0yPpGx2/uuyaahqKBorlJWtPUu+8bEYiL6YznadsmNfsyW3Apf1olxV0v5upSy+bt6kbOhxKECnsJBP8jLW2fXqLdDmVj1tKkW32Fb976Xf5f+oSSzNe0duhrxTaqbc+WD8qXqXiA2WY6Sb7QQSQIWjdscX/6wny1QEbu14k2DWh2oU9hBbwbpiayp8VZ1kkFuaUNkqUZgZ3hAnOh4hvxcJ9QF5c4dVoGXcN/qmvUDIokZ9YUvzuxkXyXjHh578LDMAMMHplzyGHZEWY0rXmpNmOyVI7wmAKvBwIDAQAB';

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  'connect-src http: https:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** WXT's development server injects inline scripts and styles, and writes a policy of its own for them. */
const policyFor = (mode: string): UserManifest =>
  mode === 'development'
    ? {}
    : { content_security_policy: { extension_pages: CONTENT_SECURITY_POLICY } };

/** End-to-end tests cannot answer the browser's permission prompt headless, so their build holds loopback. */
const hostPermissionsFor = (mode: string): UserManifest =>
  mode === 'e2e'
    ? { host_permissions: ['http://127.0.0.1/*', 'http://localhost/*', 'http://[::1]/*'] }
    : {};

const browserFields = (browser: string): UserManifest =>
  browser === 'firefox'
    ? {
        browser_specific_settings: {
          gecko: {
            id: 'oauth-workbench@oauth-workbench.example',
            strict_min_version: '142.0',
            data_collection_permissions: { required: ['none'] },
          },
        },
      }
    : { key: CHROMIUM_KEY, minimum_chrome_version: '126' };

export default defineConfig({
  modules: ['@wxt-dev/module-react', '@wxt-dev/webextension-polyfill'],
  imports: false,
  manifestVersion: 3,
  manifest: ({ browser, mode }) => ({
    name: '__MSG_extensionName__',
    description: '__MSG_extensionDescription__',
    default_locale: 'en',
    action: { default_title: '__MSG_extensionName__' },
    permissions: [
      'activeTab',
      'alarms',
      'contextMenus',
      'declarativeNetRequestWithHostAccess',
      'identity',
      'storage',
    ],
    optional_host_permissions: ['https://*/*', 'http://*/*'],
    // Reads callbacks that come as a form; asked for with the clients that want them so. It shows no warning. Firefox
    // tells nothing of requests for pages of the extension.
    optional_permissions: browser === 'firefox' ? [] : ['webRequest'],
    // Rules lead there from any server. Sites can open it too, and it does nothing for them. `use_dynamic_url` would keep
    // them out, but with it Chromium blocks redirects to the page that begin with a typed address, the app's own included.
    web_accessible_resources: [
      { resources: ['capture.html'], matches: ['https://*/*', 'http://*/*'] },
    ],
    omnibox: { keyword: 'oauth' },
    commands: {
      _execute_action: { suggested_key: { default: 'Alt+Shift+O' } },
    },
    ...policyFor(mode),
    ...hostPermissionsFor(mode),
    ...browserFields(browser),
  }),
  // Every browser that the manifest takes knows `modulepreload`.
  vite: () => ({ build: { modulePreload: { polyfill: false } } }),
  zip: {
    includeSources: [
      'components/**',
      'entrypoints/**',
      'public/**',
      'utils/**',
      '*.json',
      '*.md',
      '*.ts',
      '.npmrc',
      'LICENSE',
    ],
  },
});
