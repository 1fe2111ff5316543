import type { Client } from '../../../../utils/clients/client';
import { PROVIDER_CATALOGUES } from '../../../../utils/diagnosis/providers/catalogues';
import type { ProviderCatalogue } from '../../../../utils/diagnosis/providers/provider-error';
import type { Symptoms } from '../../../../utils/diagnosis/symptoms';
import { type ProviderSample, providerSamples } from './provider-samples';
import { tokenAnswerOf } from './sample-symptoms';
import { type CauseCase, done } from './symptoms';

/** Causes that another one of the same answer comes before. */
const NOT_FIRST = new Set([
  'pleo-client-id-shape',
  'apaleo-code-of-another-client',
  'pleo-other-environment',
  // The general rules compare what was sent with what is registered.
  'pleo-redirect-uri',
  'pipedrive-redirect-uri-at-sign-in',
]);

/** A case for each error of each provider: its answer, the same of somebody else, and another answer. */
export const providerCases: Readonly<Record<string, CauseCase>> = Object.fromEntries(
  PROVIDER_CATALOGUES.flatMap((catalogue) =>
    catalogue.errors.map(({ id, isUnmistakable = false }): [string, CauseCase] => {
      const sample = sampleOf(id);
      const fault = sample(clientOf(catalogue));
      const elsewhere = sample({});
      return [
        id,
        {
          fault: isUnmistakable ? [fault, elsewhere] : [fault],
          sound: [
            ...(isUnmistakable || catalogue.providers.length === 0 ? [] : [elsewhere]),
            neutral(fault),
            done,
          ],
          ...(NOT_FIRST.has(id) ? { isNotFirst: true } : {}),
        },
      ];
    }),
  ),
);

function sampleOf(id: string): ProviderSample {
  const number = /^entra-id-(\d+)$/.exec(id)?.[1];
  if (number !== undefined) return entraSample(number);
  const sample = Object.values(providerSamples).find((samples) => Object.hasOwn(samples, id))?.[id];
  if (sample === undefined) throw new Error(`${id} needs an answer in provider-samples.ts.`);
  return sample;
}

function entraSample(number: string): ProviderSample {
  return (client) =>
    tokenAnswerOf(
      {
        body: {
          error: 'invalid_grant',
          error_description: `AADSTS${number}: It was refused. Trace ID: 0000aaaa-11bb-cccc-dd33-eeeeee333333`,
          error_codes: [Number(number)],
          trace_id: '0000aaaa-11bb-cccc-dd33-eeeeee333333',
          correlation_id: 'aaaa0000-bb11-2222-33cc-444444dddddd',
        },
      },
      { client },
    );
}

/** A client of the provider. */
function clientOf({ providers, name }: ProviderCatalogue): Partial<Client> {
  const [provider] = providers;
  if (provider !== undefined) return { provider };
  return name === 'LinkedIn'
    ? { endpoints: { token: 'https://www.linkedin.com/oauth/v2/accessToken' } }
    : {};
}

/** The same with an answer that says nothing of the kind. */
function neutral(symptoms: Symptoms): Symptoms {
  const { exchange: _, ...rest } = symptoms;
  return { ...rest, said: 'Please try again.', error: { code: 'some_other_error' } };
}
