import { render, screen, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { InspectedToken } from '../../components/inspect/InspectedToken';
import { updateClients } from '../../utils/platform/clients-storage';
import { sampleClient } from '../utils/clients/sample-client';
import { encode } from '../utils/tokens/vectors';
import { connectFreshClients, useFreshPage } from './page';

useFreshPage();

describe('InspectedToken', () => {
  test('explains scopes in the words of the provider whose client the token names', async () => {
    const { issuer: _, ...client } = { ...sampleClient, provider: 'apaleo-store-app' };
    await updateClients(() => [client]);
    await connectFreshClients();
    const claims = { iss: 'https://id.example', client_id: client.clientId };
    const text = (scope: string) =>
      `${encode({ alg: 'RS256' })}.${encode({ ...claims, scope })}.${'A'.repeat(342)}`;
    render(<InspectedToken recognised={{ name: 'Token', value: text('reservations.read') }} />);
    const table = within(screen.getByRole('region', { name: 'Token' })).getByRole('table', {
      name: 'Claims',
    });
    expect(within(table).getByRole('row', { name: /^scope/ }).textContent).toContain(
      'Read reservations',
    );
  });

  test('says nothing of scopes of a server that is not known', async () => {
    await connectFreshClients();
    const value = `${encode({ alg: 'RS256' })}.${encode({ scope: 'reservations.read' })}.${'A'.repeat(342)}`;
    render(<InspectedToken recognised={{ name: 'Token', value }} />);
    expect(screen.getByRole('region').textContent).not.toContain('Read reservations');
  });
});
