import type { ProviderCatalogue } from './provider-error';

export const shopifyErrors: ProviderCatalogue = {
  name: 'Shopify',
  providers: [],
  hosts: [/\.myshopify\.com$/],
  errors: [
    {
      id: 'shopify-token-header',
      at: ['resource'],
      match: { status: [401] },
      fits: ({ exchange }) =>
        exchange !== undefined &&
        /^https:\/\/[\w-]+\.myshopify\.com\/admin\//.test(exchange.request.url) &&
        !exchange.request.headers.some(([name]) => /^x-shopify-access-token$/i.test(name)),
      certainty: 'likely',
      cause:
        'Shopify’s Admin API wants the access token in the header X-Shopify-Access-Token, not as Bearer.',
      remedy: 'Add this header with the token to the call.',
      places: [],
      source: {
        name: 'Shopify: offline access tokens',
        url: 'https://shopify.dev/changelog/posts/offline-access-tokens-now-support-expiry-and-refresh',
      },
      standing: 'third-party',
    },
  ],
};
