import { render, screen } from '@testing-library/react';
import { describe, expect, test, vi } from 'vitest';
import { StepDetails } from '../../components/runs/StepDetails';
import { runUpTo } from '../utils/oauth/sample-run';
import { useFreshPage } from './page';

useFreshPage();

const run = runUpTo('authorization-requested');

describe('StepDetails', () => {
  test.each([
    ['discovery', false, 'RFC 8414 §3.3'],
    ['verification', true, 'OpenID Connect Core §3.1.3.7'],
  ] as const)('explains the step %s; open: %s', (step, isOpen, specification) => {
    render(<StepDetails run={run} step={step} onClose={vi.fn<() => void>()} />);
    const fold = screen.getByText('What happens here').closest('details');
    expect(fold?.open).toBe(isOpen);
    const link = screen.getByRole('link', { name: specification, hidden: true });
    expect(link.getAttribute('href')).toMatch(/^https:/);
    expect(link.getAttribute('rel')).toContain('noopener');
  });
});
