import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DOCUMENT_KINDS } from '../../functions/runtime/documents/document-data.ts';
import { renderDocument } from '../../functions/runtime/documents/render-document.ts';
import { SAMPLES } from '../../functions/runtime/documents/sample-documents.ts';
import { startLocal, type LocalStack } from '../support/stack.ts';
import { expectNoAxeViolations, hasChromium, launch, newPage as pageOf } from './support.ts';

describe.runIf(hasChromium)('pages in Chromium', () => {
  let browser: Browser;
  let stack: LocalStack;

  beforeAll(async () => {
    browser = await launch();
    stack = await startLocal();
  });
  afterAll(async () => {
    await browser.close();
    await stack.stop();
  });

  const newPage = (): Promise<Page> => pageOf(browser);

  /** The sign-in page, as an application sends its people there. */
  const signIn = async (page: Page): Promise<void> => {
    const query = new URLSearchParams({
      client_id: 'onewindow-web',
      response_type: 'code',
      redirect_uri: `${stack.url}/callback`,
      scope: 'openid',
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      code_challenge_method: 'S256',
    });
    await page.goto(`${stack.url}/oidc/auth?${query.toString()}`);
  };

  it('the sign-in page has no serious fault of accessibility', async () => {
    const page = await newPage();
    await signIn(page);
    expect(await page.title()).not.toBe('');
    await expectNoAxeViolations(page);
  });

  it('a clerk signs in with the keyboard alone', async () => {
    const page = await newPage();
    await signIn(page);
    for (let presses = 0; presses < 40; presses += 1) {
      await page.keyboard.press('Tab');
      const label = await page.evaluate('document.activeElement?.textContent ?? ""');
      if (String(label).includes('杨建国')) break;
    }
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/callback\?code=/);
  });

  it.each(DOCUMENT_KINDS)('the printed document %s has no serious fault of accessibility', async (kind) => {
    const page = await newPage();
    await page.setContent(await renderDocument(SAMPLES[kind]));
    await expectNoAxeViolations(page);
  });

  it('a usual notice fits on one sheet of A4', async () => {
    const page = await newPage();
    await page.setContent(await renderDocument(SAMPLES.acceptance));
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(/\/Type \/Pages[^>]*\/Count 1\b|\/Count 1\b[^>]*\/Type \/Pages/s.test(pdf)).toBe(true);
  });
});
