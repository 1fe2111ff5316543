import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import { FindingsCard } from '../../components/findings/FindingsCard';
import { rfc } from '../../utils/findings/specifications';
import { hostileTexts, useFreshPage } from './page';

useFreshPage();

describe('FindingsCard', () => {
  test('says the severity of each finding in a word, with its place in the specification', () => {
    render(
      <FindingsCard
        findings={[
          {
            rule: 'a-rule',
            severity: 'error',
            title: 'No token_type',
            detail: 'It is required.',
            remedy: 'Send Bearer.',
            specification: rfc(6749, '5.1'),
          },
          { rule: 'a-rule', severity: 'warning', title: 'Not granted' },
          { rule: 'a-rule', severity: 'warning', title: 'Not granted either' },
          { rule: 'a-rule', severity: 'info', title: 'No iss' },
          { rule: 'a-rule', severity: 'passed', title: 'State' },
          { rule: 'a-rule', severity: 'passed', title: 'PKCE' },
        ]}
      />,
    );
    const items = within(screen.getByRole('list', { name: 'Findings' })).getAllByRole('listitem');
    expect(items.map((item) => item.textContent)).toEqual([
      'Error: No token_type RFC 6749 §5.1It is required. Send Bearer.',
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
      <FindingsCard
        findings={[{ rule: 'a-rule', severity: 'error', title: text, detail: text }]}
      />,
    );
    expect(screen.getByRole('listitem').textContent).toBe(`Error: ${text}${text}`);
    expect(container.querySelectorAll('img, script, b, table')).toHaveLength(0);
  });

  test('folds away what passed, where that is much', async () => {
    const passed = Array.from({ length: 13 }, (_, index) => ({
      rule: 'a-rule',
      severity: 'passed' as const,
      title: `Check ${index}`,
    }));
    const { rerender } = render(
      <FindingsCard
        findings={[{ rule: 'a-rule', severity: 'error', title: 'A fault' }, ...passed]}
      />,
    );
    expect(screen.getAllByRole('listitem')).toHaveLength(1);
    expect(screen.getByText('13 passed')).toBeDefined();
    const button = screen.getByRole('button', { name: 'Show what passed (13)' });
    expect(button.getAttribute('aria-expanded')).toBe('false');
    await userEvent.click(button);
    expect(screen.getAllByRole('listitem')).toHaveLength(14);
    await userEvent.click(screen.getByRole('button', { name: 'Hide what passed' }));
    expect(screen.getAllByRole('listitem')).toHaveLength(1);
    rerender(<FindingsCard findings={passed.slice(1)} />);
    expect(screen.getAllByRole('listitem')).toHaveLength(12);
    expect(screen.queryByRole('button')).toBeNull();
  });

  test('shows two findings with the same title', () => {
    render(
      <FindingsCard
        findings={[
          { rule: 'a-rule', severity: 'info', title: 'ID token, Nonce: not checked', detail: 'a' },
          { rule: 'a-rule', severity: 'info', title: 'ID token, Nonce: not checked', detail: 'b' },
        ]}
      />,
    );
    expect(screen.getAllByRole('listitem')).toHaveLength(2);
  });
});
