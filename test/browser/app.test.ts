import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLocal, type LocalStack } from '../support/stack.ts';
import { expectNoAxeViolations, hasChromium, launch, newPage, pageFaults, signIn } from './support.ts';

describe.runIf(hasChromium)('the web app', () => {
  let browser: Browser;
  let stack: LocalStack;

  beforeAll(async () => {
    [browser, stack] = await Promise.all([launch(), startLocal()]);
  });
  afterAll(async () => {
    await browser.close();
    await stack.stop();
  });

  it('opens for everybody, and asks staff to sign in', async () => {
    const page = await newPage(browser);
    const faults = pageFaults(page);
    await page.goto(stack.url);
    await page.getByRole('button', { name: '工作人员登录' }).waitFor();
    await expectNoAxeViolations(page);
    expect(faults).toEqual([]);
  });

  it('signs a clerk in by code and PKCE, shows name and hall, and signs out', async () => {
    const page = await newPage(browser);
    const faults = pageFaults(page);
    await signIn(page, stack, 'clerk.1');
    await page.getByText('杨建国').waitFor();
    await page.getByText('西峡县政务服务中心').waitFor();
    expect(faults).toEqual([]);
    await page.getByRole('button', { name: '退出' }).click();
    await page.getByRole('button', { name: '退出' }).click();
    await page.getByRole('button', { name: '工作人员登录' }).waitFor();
  });

  it('keeps scripts from elsewhere out, and tells unknown interface addresses apart from pages', async () => {
    const page = await stack.api('GET', '/some/page');
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    for (const path of ['/v1/411323/nothing', '/auth/nothing', '/docs/nothing', '/assets/nothing.js']) {
      expect((await stack.api('GET', path)).headers.get('content-type')).toContain('problem+json');
    }
    expect((await stack.api('GET', '/openapi.json')).body).toHaveProperty('openapi');
    expect((await stack.api('GET', '/healthz')).body).toEqual({ status: 'ok' });
  });
});
