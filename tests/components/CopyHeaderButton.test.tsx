import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import { CopyHeaderButton } from '../../components/share/CopyHeaderButton';
import { useFreshPage } from './page';

useFreshPage();

describe('CopyHeaderButton', () => {
  test.each([
    [undefined, 'Authorization: Bearer the-token'],
    ['DPoP', 'Authorization: DPoP the-token'],
  ] as const)('copies the header of the scheme %s', async (scheme, header) => {
    const user = userEvent.setup();
    render(<CopyHeaderButton token="the-token" {...(scheme === undefined ? {} : { scheme })} />);
    await user.click(screen.getByRole('button', { name: 'Copy as header' }));
    expect(await navigator.clipboard.readText()).toBe(header);
  });
});
