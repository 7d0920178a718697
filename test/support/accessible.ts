import axe from 'axe-core';
import type { Page } from 'playwright-core';

interface Violation {
  id: string;
  impact: string | null;
  nodes: { target: unknown[]; failureSummary?: string }[];
}

// A part that is still fading in has no contrast yet; what turns for ever is not waited for.
const settled = `Promise.race([
  Promise.all(document.getAnimations()
    .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
    .map(({ finished }) => finished.catch(() => undefined))),
  new Promise((resolve) => setTimeout(resolve, 2_000)),
])`;

/**
 * What keeps somebody from using a page as it stands: serious and critical faults by WCAG 2.2 AA as axe finds them,
 * and a page wider than its screen. Empty: nothing. With `rules`, these of axe's alone are looked at.
 */
export async function faultsOf(page: Page, rules?: readonly string[]): Promise<string[]> {
  if (!(await page.evaluate("typeof window.axe === 'object'"))) await page.evaluate(axe.source);
  await page.evaluate(settled);
  const options = JSON.stringify({ resultTypes: ['violations'], ...(rules && { runOnly: rules }) });
  const violations = (await page.evaluate(
    `window.axe.run(document, ${options}).then((found) => found.violations)`,
  )) as Violation[];
  const faults = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) =>
        `${id} (${nodes.length}): ${nodes[0]?.target.join(' ')} ${nodes[0]?.failureSummary ?? ''}`,
    );
  const [wide, screen] = (await page.evaluate(
    '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
  )) as [number, number];
  return wide > screen ? [...faults, `${wide} pixels wide on a screen of ${screen}`] : faults;
}
