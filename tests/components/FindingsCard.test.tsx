import { render, screen, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { FindingsCard } from '../../components/runs/FindingsCard';
import { rfc } from '../../utils/findings/finding';
import { hostileTexts, useFreshPage } from './page';

useFreshPage();

describe('FindingsCard', () => {
  test('says the severity of each finding in a word, with its place in the specification', () => {
    render(
      <FindingsCard
        findings={[
          {
            severity: 'error',
            title: 'No token_type',
            detail: 'It is required.',
            specification: rfc(6749, '5.1'),
          },
          { severity: 'warning', title: 'Not granted' },
          { severity: 'warning', title: 'Not granted either' },
          { severity: 'info', title: 'No iss' },
          { severity: 'passed', title: 'State' },
          { severity: 'passed', title: 'PKCE' },
        ]}
      />,
    );
    const items = within(screen.getByRole('list', { name: 'Findings' })).getAllByRole('listitem');
    expect(items.map((item) => item.textContent)).toEqual([
      'Error: No token_type RFC 6749 §5.1It is required.',
      'Warning: Not granted',
      'Warning: Not granted either',
      'Note: No iss',
      'Passed: State',
      'Passed: PKCE',
    ]);
    const link = screen.getByRole('link', { name: 'RFC 6749 §5.1' });
    expect(link.getAttribute('href')).toBe(
      'https://www.rfc-editor.org/rfc/rfc6749.html#section-5.1',
    );
    expect(link.getAttribute('rel')).toBe('noreferrer');
    for (const count of ['1 error', '2 warnings', '1 note', '2 passed']) {
      expect(screen.getByText(count)).toBeDefined();
    }
  });

  test.each(hostileTexts)('shows hostile text %# as text', (text) => {
    const { container } = render(
      <FindingsCard findings={[{ severity: 'error', title: text, detail: text }]} />,
    );
    expect(screen.getByRole('listitem').textContent).toBe(`Error: ${text}${text}`);
    expect(container.querySelectorAll('img, script, b, table')).toHaveLength(0);
  });

  test('shows two findings with the same title', () => {
    render(
      <FindingsCard
        findings={[
          { severity: 'info', title: 'ID token, Nonce: not checked', detail: 'a' },
          { severity: 'info', title: 'ID token, Nonce: not checked', detail: 'b' },
        ]}
      />,
    );
    expect(screen.getAllByRole('listitem')).toHaveLength(2);
  });
});
