import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import { CopiedRun } from '../../components/share/copied-run';
import { CopyRequest } from '../../components/share/CopyRequest';
import { accessToken, tellingRun } from '../utils/share/telling-run';
import { useFreshPage } from './page';

useFreshPage();

describe('CopyRequest', () => {
  test('replaces the tokens of its run until they are asked for, by keyboard', async () => {
    const user = userEvent.setup();
    render(
      <CopiedRun value={tellingRun()}>
        <CopyRequest
          request={{ method: 'GET', url: `https://api.example.com/${accessToken}`, headers: [] }}
        />
      </CopiedRun>,
    );
    const curl = screen.getByRole('button', { name: 'Copy as cURL' });
    await user.click(curl);
    expect(await navigator.clipboard.readText()).toBe(
      "curl 'https://api.example.com/<access_token>'",
    );
    screen.getByRole('button', { name: 'Copy in another format' }).focus();
    await user.keyboard('{Enter}');
    const withSecrets = await screen.findByRole('menuitemcheckbox', {
      name: 'With secrets',
      description:
        'The client secret is not in the record: it stays a placeholder. Where the client ID is form-encoded, it has to be too.',
    });
    await user.click(withSecrets);
    await user.keyboard('{Escape}');
    expect(screen.getByText('With secrets')).toBeDefined();
    await user.click(curl);
    expect(await navigator.clipboard.readText()).toBe(
      `curl 'https://api.example.com/${accessToken}'`,
    );
  });
});
