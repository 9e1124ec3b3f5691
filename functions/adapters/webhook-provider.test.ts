import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { CaseNo, TenantCode } from '../../shared/kernel/ids.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import type { NoticeMessage } from '../../shared/ports/notices.ts';
import { webhookProvider, webhookSignature } from './webhook-provider.ts';

const message: NoticeMessage = {
  id: '4113232611230001.0.1',
  tenant: '411323' as TenantCode,
  caseNo: '4113232611230001' as CaseNo,
  kind: 'acceptance',
  to: { kind: 'applicant', name: '测试甲乙', phone: '13800000001' },
  text: '【西峡县政务服务中心】测试甲乙：已受理',
};
const secret = Buffer.from('a secret of the hall and its gateway');
const clock = { now: () => '2026-11-23T01:00:00.000Z' as Instant };

let server: Server | undefined;

/** A receiver that answers with the statuses one after the other. */
const receiver = async (...statuses: readonly number[]) => {
  const got: { headers: IncomingMessage['headers']; body: string }[] = [];
  server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      got.push({ headers: request.headers, body });
      response.writeHead(statuses[got.length - 1] ?? 200).end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/notices`;
  return { got, provider: webhookProvider({ url, secret, clock, timeoutMs: 500 }) };
};

afterEach(async () => {
  server?.closeAllConnections();
  if (server) await new Promise((resolve) => server?.close(resolve));
  server = undefined;
});

describe('a webhook provider', () => {
  it('posts the message with its id as idempotency key, signed over time and body', async () => {
    const { got, provider } = await receiver(202);
    await provider.send(message);
    const [{ headers, body } = { headers: {}, body: '' }] = got;
    expect(JSON.parse(body)).toEqual(message);
    expect(headers['idempotency-key']).toBe(message.id);
    expect(headers['x-onewindow-timestamp']).toBe('1795395600');
    expect(headers['x-onewindow-signature']).toBe(webhookSignature(secret, '1795395600', body));
    expect(headers['x-onewindow-signature']).not.toBe(webhookSignature(secret, '1795395601', body));
  });

  it('takes 409 for an id that the receiver has had, every other refusal for a failure that names nobody', async () => {
    const { provider } = await receiver(409, 500, 302);
    await provider.send(message);
    await expect(provider.send(message)).rejects.toThrow('4113232611230001.0.1: provider answered 500');
    await expect(provider.send(message)).rejects.toMatchObject({ name: 'NoticeProviderError' });
  });

  it('says so when nobody is there', async () => {
    const { provider } = await receiver();
    await new Promise((resolve) => server?.close(resolve));
    await expect(provider.send(message)).rejects.toThrow('provider not reached');
  });
});
