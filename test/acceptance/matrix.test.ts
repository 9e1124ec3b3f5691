import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ROLES, type Role } from '../../shared/kernel/actor.ts';
import { bearerOf, inProcess, type InProcess } from '../support/in-process.ts';

const STAFF: readonly Role[] = [
  'clerk',
  'reviewer',
  'chief',
  'issuer',
  'supervisor',
  'grievance',
  'guide',
  'admin',
];
const READERS: readonly Role[] = [...STAFF, 'citizen'];
const PUBLIC = 'public';

/** Who may call what: the contract, written down a second time. */
const CONTRACT: Readonly<Record<string, readonly Role[] | typeof PUBLIC>> = {
  'GET /v1/{tenant}/matters': PUBLIC,
  'GET /v1/{tenant}/matters/{code}': PUBLIC,
  'PUT /v1/{tenant}/matters/{code}': ['admin'],
  'POST /v1/{tenant}/matters/{code}/retire': ['admin'],
  'POST /v1/{tenant}/matters/{code}/freeze': ['admin'],
  'POST /v1/{tenant}/matters/{code}/unfreeze': ['admin'],
  'POST /v1/{tenant}/matters/{code}/merge': ['admin'],
  'POST /v1/{tenant}/matters/{code}/announce-change': ['admin'],
  'POST /v1/{tenant}/matters/{code}/note-site': ['admin'],
  'POST /v1/{tenant}/matters/{code}/cancel-change': ['admin'],
  'GET /v1/{tenant}/matters/{code}/change': ['supervisor', 'admin'],
  'GET /v1/{tenant}/catalogue/indicators': PUBLIC,
  'GET /v1/{tenant}/catalogue/export': ['admin'],
  'POST /v1/{tenant}/catalogue/import': ['admin'],
  'GET /v1/{tenant}/themes': PUBLIC,
  'GET /v1/{tenant}/themes/{code}': PUBLIC,
  'PUT /v1/{tenant}/themes/{code}': ['admin'],
  'GET /v1/{tenant}/bundles': STAFF,
  'POST /v1/{tenant}/bundles': ['clerk', 'citizen'],
  'GET /v1/{tenant}/bundles/{no}/person': ['clerk', 'reviewer', 'chief', 'issuer', 'citizen'],
  'GET /v1/{tenant}/bundles/{no}/texts': ['clerk', 'reviewer', 'chief', 'issuer', 'supervisor'],
  'GET /v1/{tenant}/bundles/{no}': READERS,
  'GET /v1/{tenant}/bundles/{no}/notice': READERS,
  'POST /v1/{tenant}/bundles/{no}/withdraw': ['clerk', 'citizen'],
  'POST /v1/{tenant}/bundles/{no}/supplement': ['clerk', 'citizen'],
  'POST /v1/{tenant}/bundles/{no}/decide-remainder': ['clerk', 'citizen'],
  'POST /v1/{tenant}/bundles/{no}/extend': ['chief'],
  'POST /v1/{tenant}/bundles/{no}/call-review': ['chief'],
  'POST /v1/{tenant}/bundles/{no}/sign-review': ['chief'],
  'POST /v1/{tenant}/bundles/{no}/retry-opening': ['clerk', 'chief'],
  'POST /v1/{tenant}/bundles/{no}/drop-case': ['clerk', 'chief'],
  'POST /v1/{tenant}/bundles/{no}/deliver': ['issuer'],
  'GET /v1/{tenant}/zones': PUBLIC,
  'PUT /v1/{tenant}/zones': ['admin'],
  'PUT /v1/{tenant}/zones/{zone}': ['admin'],
  'GET /v1/{tenant}/calendar': ['supervisor', 'admin'],
  'PUT /v1/{tenant}/calendar/hours': ['admin'],
  'PUT /v1/{tenant}/calendar/closures/{day}': ['admin'],
  'PUT /v1/{tenant}/calendar/years/{year}': ['admin'],
  'GET /v1/{tenant}/settings': ['supervisor', 'admin'],
  'PUT /v1/{tenant}/settings': ['admin'],
  'GET /v1/{tenant}/supervision/limits': ['supervisor', 'guide', 'clerk', 'reviewer', 'chief', 'admin'],
  'GET /v1/{tenant}/supervision/limits/{clock}/{about}': [
    'supervisor',
    'guide',
    'clerk',
    'reviewer',
    'chief',
    'admin',
  ],
  'POST /v1/{tenant}/supervision/limits/{clock}/{about}/cards/{level}/acknowledge': [
    'guide',
    'clerk',
    'reviewer',
    'chief',
    'admin',
  ],
  'POST /v1/{tenant}/supervision/limits/{clock}/{about}/cards/{level}/reply': [
    'guide',
    'clerk',
    'reviewer',
    'chief',
    'admin',
  ],
  'GET /v1/{tenant}/delegations': ['admin'],
  'PUT /v1/{tenant}/delegations/{id}': ['admin'],
  'POST /v1/{tenant}/delegations/{id}/revoke': ['admin'],
  'GET /v1/{tenant}/authorisations': ['admin'],
  'GET /v1/{tenant}/my-authorisations': ['reviewer', 'chief'],
  'GET /v1/{tenant}/devices': ['admin'],
  'POST /v1/{tenant}/devices': ['admin'],
  'POST /v1/{tenant}/devices/{name}/rotate': ['admin'],
  'POST /v1/{tenant}/devices/{name}/revoke': ['admin'],
  'GET /v1/{tenant}/lockers': ['issuer', 'admin'],
  'POST /v1/{tenant}/lockers/{name}/results': ['issuer'],
  'POST /v1/{tenant}/lockers/{name}/cells/{cell}/empty': ['issuer'],
  'GET /v1/{tenant}/cameras': ['supervisor', 'admin'],
  'POST /v1/{tenant}/cameras/{name}/viewings': ['supervisor', 'admin'],
  'GET /v1/{tenant}/cameras/{name}/viewings': ['supervisor', 'admin'],
  'PUT /v1/{tenant}/authorisations/{sub}': ['admin'],
  'GET /v1/{tenant}/staff': STAFF,
  'PUT /v1/{tenant}/staff/{sub}': ['admin'],
  'POST /v1/{tenant}/staff/{sub}/training': ['admin'],
  'POST /v1/{tenant}/authorisations/{sub}/revoke': ['admin'],
  'POST /v1/{tenant}/cases': ['clerk', 'citizen', 'device'],
  'GET /v1/{tenant}/cases/{caseNo}': READERS,
  'GET /v1/{tenant}/cases/{caseNo}/log': READERS,
  'GET /v1/{tenant}/cases/{caseNo}/notices': READERS,
  'GET /v1/{tenant}/cases/{caseNo}/clock': READERS,
  'GET /v1/{tenant}/cases/{caseNo}/documents/{kind}': READERS,
  'GET /v1/{tenant}/cases/{caseNo}/person': ['clerk', 'reviewer', 'chief', 'issuer', 'citizen'],
  'POST /v1/{tenant}/cases/{caseNo}/erase-person': ['admin'],
  'POST /v1/{tenant}/files': ['clerk', 'citizen', 'issuer'],
  'GET /v1/{tenant}/files/{id}': READERS,
  'POST /v1/{tenant}/cases/{caseNo}/accept': ['clerk'],
  'POST /v1/{tenant}/cases/{caseNo}/request-supplement': ['clerk'],
  'POST /v1/{tenant}/cases/{caseNo}/supplement': ['clerk', 'citizen'],
  'POST /v1/{tenant}/cases/{caseNo}/decline': ['clerk'],
  'POST /v1/{tenant}/cases/{caseNo}/withdraw': ['clerk', 'citizen'],
  'POST /v1/{tenant}/cases/{caseNo}/claim': ['reviewer', 'chief'],
  'POST /v1/{tenant}/cases/{caseNo}/assign': ['reviewer', 'chief'],
  'POST /v1/{tenant}/cases/{caseNo}/check-in': ['reviewer', 'chief'],
  'POST /v1/{tenant}/cases/{caseNo}/review': ['reviewer', 'chief'],
  'POST /v1/{tenant}/cases/{caseNo}/verify': ['reviewer', 'chief'],
  'POST /v1/{tenant}/cases/{caseNo}/start-procedure': ['reviewer', 'chief'],
  'POST /v1/{tenant}/cases/{caseNo}/finish-procedure': ['reviewer', 'chief'],
  'POST /v1/{tenant}/cases/{caseNo}/extend': ['reviewer', 'chief'],
  'POST /v1/{tenant}/cases/{caseNo}/decide': ['reviewer', 'chief'],
  'POST /v1/{tenant}/cases/{caseNo}/forward': ['reviewer', 'chief'],
  'POST /v1/{tenant}/cases/{caseNo}/preview-decision': ['reviewer', 'chief'],
  'GET /v1/{tenant}/cases/{caseNo}/texts': ['clerk', 'reviewer', 'chief', 'issuer', 'supervisor'],
  'GET /v1/{tenant}/issuing': ['issuer'],
  'POST /v1/{tenant}/cases/{caseNo}/produce': ['issuer'],
  'POST /v1/{tenant}/cases/{caseNo}/deliver': ['issuer'],
  'GET /v1/{tenant}/screen': ['supervisor', 'admin'],
  'GET /v1/{tenant}/supervision/overdue': ['supervisor'],
  'GET /v1/{tenant}/supervision/irregularities': ['supervisor'],
  'GET /v1/{tenant}/supervision/monthly': ['supervisor'],
  'GET /v1/{tenant}/supervision/residence': ['supervisor', 'admin'],
  'GET /v1/{tenant}/supervision/levels': ['supervisor', 'admin'],
  'PUT /v1/{tenant}/supervision/levels': ['admin'],
  'GET /v1/{tenant}/supervision': ['supervisor'],
  'GET /v1/{tenant}/supervision/{caseNo}': ['supervisor', 'clerk', 'reviewer', 'chief', 'issuer'],
  'POST /v1/{tenant}/supervision/{caseNo}/urge': ['supervisor'],
  'POST /v1/{tenant}/supervision/{caseNo}/cards/{level}/order': ['supervisor'],
  'POST /v1/{tenant}/supervision/{caseNo}/cards/{level}/acknowledge': [
    'clerk',
    'reviewer',
    'chief',
    'issuer',
  ],
  'POST /v1/{tenant}/supervision/{caseNo}/cards/{level}/reply': ['clerk', 'reviewer', 'chief', 'issuer'],
  'GET /v1/{tenant}/inbox': ['reviewer', 'chief'],
  'POST /v1/{tenant}/earlier-cases': ['clerk'],
  'GET /v1/track/{caseNo}': PUBLIC,
  'GET /v1/track/{caseNo}/clock': PUBLIC,
  'GET /v1/{tenant}/tickets/{no}/position': PUBLIC,
  'GET /v1/{tenant}/my-cases': ['citizen'],
  'POST /v1/{tenant}/tickets': ['device', 'citizen', 'guide'],
  'GET /v1/{tenant}/tickets/{no}': ['device', 'citizen', 'guide'],
  'POST /v1/{tenant}/tickets/{no}/cancel': ['device', 'citizen', 'guide'],
  'GET /v1/{tenant}/appointments': ['citizen', 'guide'],
  'POST /v1/{tenant}/appointments': ['citizen', 'guide'],
  'POST /v1/{tenant}/appointments/{no}/cancel': ['citizen', 'guide'],
  'POST /v1/{tenant}/assistance': ['citizen', 'guide', 'clerk'],
  'GET /v1/{tenant}/assistance': ['citizen', 'guide', 'clerk'],
  'GET /v1/{tenant}/assistance/{no}': ['citizen', 'guide', 'clerk'],
  'POST /v1/{tenant}/assistance/{no}/arrange': ['guide'],
  'POST /v1/{tenant}/assistance/{no}/decline': ['guide'],
  'POST /v1/{tenant}/assistance/{no}/withdraw': ['citizen', 'guide', 'clerk'],
  'POST /v1/{tenant}/assistance/{no}/finish': ['guide', 'clerk'],
  'POST /v1/{tenant}/windows/{id}/open': ['clerk'],
  'POST /v1/{tenant}/windows/{id}/pause': ['clerk'],
  'POST /v1/{tenant}/windows/{id}/close': ['clerk'],
  'POST /v1/{tenant}/windows/{id}/call-next': ['clerk'],
  'POST /v1/{tenant}/windows/{id}/recall': ['clerk'],
  'POST /v1/{tenant}/windows/{id}/skip': ['clerk'],
  'POST /v1/{tenant}/windows/{id}/transfer': ['clerk'],
  'POST /v1/{tenant}/windows/{id}/start': ['clerk'],
  'POST /v1/{tenant}/windows/{id}/finish': ['clerk'],
  'GET /v1/{tenant}/my-windows': ['clerk'],
  'GET /v1/{tenant}/queues/{zone}': [...STAFF, 'device'],
  'GET /v1/{tenant}/queues/{zone}/proposals': STAFF,
  'GET /v1/{tenant}/queues/{zone}/planning': ['supervisor', 'admin'],
  'POST /v1/{tenant}/queues/{zone}/proposals/{id}/accept': ['guide', 'supervisor', 'admin'],
  'POST /v1/{tenant}/queues/{zone}/proposals/{id}/decline': ['guide', 'supervisor', 'admin'],
  'POST /v1/{tenant}/consultations': ['clerk', 'guide', 'citizen'],
  'GET /v1/{tenant}/consultations': ['clerk', 'reviewer', 'chief', 'supervisor', 'guide', 'citizen'],
  'GET /v1/{tenant}/consultations/{no}': ['clerk', 'reviewer', 'chief', 'supervisor', 'guide', 'citizen'],
  'POST /v1/{tenant}/consultations/{no}/mark-complex': ['clerk', 'reviewer', 'chief', 'guide'],
  'POST /v1/{tenant}/consultations/{no}/answer': ['clerk', 'reviewer', 'chief', 'guide'],
  'POST /v1/{tenant}/grievances': ['citizen'],
  'GET /v1/{tenant}/grievances': ['grievance', 'supervisor', 'citizen'],
  'GET /v1/{tenant}/grievances/{no}': ['grievance', 'supervisor', 'citizen'],
  'POST /v1/{tenant}/grievances/{no}/accept': ['grievance'],
  'POST /v1/{tenant}/grievances/{no}/transfer': ['grievance'],
  'POST /v1/{tenant}/grievances/{no}/supervise': ['grievance', 'supervisor'],
  'POST /v1/{tenant}/grievances/{no}/answer': ['grievance'],
  'POST /v1/{tenant}/grievances/{no}/revisit': ['grievance'],
  'POST /v1/{tenant}/grievances/{no}/rectify': ['grievance'],
  'POST /v1/{tenant}/evaluations': ['citizen', 'device'],
  'GET /v1/{tenant}/evaluations': ['supervisor', 'grievance'],
  'GET /v1/{tenant}/evaluations/figures': ['supervisor', 'admin'],
  'GET /v1/{tenant}/evaluations/export': ['supervisor', 'admin'],
  'GET /v1/{tenant}/evaluations/{id}': ['supervisor', 'grievance'],
  'POST /v1/{tenant}/evaluations/{id}/verify': ['supervisor', 'grievance'],
  'POST /v1/{tenant}/evaluations/{id}/recheck': ['supervisor'],
  'POST /v1/{tenant}/evaluations/{id}/rectify': ['supervisor', 'grievance'],
  'POST /v1/{tenant}/evaluations/{id}/answer': ['supervisor', 'grievance'],
  'POST /v1/{tenant}/evaluations/{id}/revisit': ['supervisor', 'grievance'],
};

const Operation = z.object({ security: z.array(z.object({ bearer: z.array(z.string()) })).optional() });
const Document = z.object({
  openapi: z.string(),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
});

const HOME = '411323';
const ELSEWHERE = '411323101';
const FILL: Readonly<Record<string, string>> = {
  caseNo: '41132320261123000001',
  code: 'X',
  zone: 'A',
  no: 'A001',
  id: 'x',
  sub: 'someone',
  kind: 'receipt',
  level: 'red',
  day: '2026-12-01',
  year: '2027',
};

interface Route {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly roles: readonly string[] | typeof PUBLIC;
}

const addressOf = ({ path }: Route, tenant: string): string =>
  path.replace('{tenant}', tenant).replace(/\{(\w+)\}/g, (_, name: string) => FILL[name] ?? 'x');

describe('role × route × tenant, from the OpenAPI document', () => {
  let hall: InProcess;
  let routes: readonly Route[];

  beforeAll(async () => {
    hall = await inProcess();
    const { openapi, paths } = Document.parse(await (await hall.app.request('/openapi.json')).json());
    expect(openapi).toMatch(/^3\.1/);
    routes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { security }]) => ({
        name: `${method.toUpperCase()} ${path}`,
        method: method.toUpperCase(),
        path,
        roles: security?.[0]?.bearer ?? PUBLIC,
      })),
    );
  });

  const call = async (route: Route, tenant: string, roles?: readonly Role[]): Promise<number> => {
    const headers: Record<string, string> = { 'content-type': 'application/json' };
    if (roles) headers['authorization'] = bearerOf({ sub: 'm', name: '', tenant: HOME, roles });
    const hasBody = route.method !== 'GET';
    const response = await hall.app.request(addressOf(route, tenant), {
      method: route.method,
      headers,
      ...(hasBody ? { body: '{}' } : {}),
    });
    return response.status;
  };

  it('the document allows what the contract allows, no more and no less', () => {
    const documented = Object.fromEntries(
      routes.map(({ name, roles }) => [name, roles === PUBLIC ? PUBLIC : [...roles].sort()]),
    );
    const contract = Object.fromEntries(
      Object.entries(CONTRACT).map(([name, roles]) => [name, roles === PUBLIC ? PUBLIC : [...roles].sort()]),
    );
    expect(documented).toEqual(contract);
  });

  it('without a token only the public routes answer', async () => {
    for (const route of routes) {
      const status = await call(route, HOME);
      if (route.roles === PUBLIC) expect([401, 403], route.name).not.toContain(status);
      else expect(status, route.name).toBe(401);
    }
  });

  it('a role that the contract does not name is refused with 403', async () => {
    for (const route of routes.filter(({ roles }) => roles !== PUBLIC)) {
      for (const role of ROLES) {
        const status = await call(route, HOME, [role]);
        if (route.roles.includes(role)) expect([401, 403], `${role} ${route.name}`).not.toContain(status);
        else expect(status, `${role} ${route.name}`).toBe(403);
      }
    }
  });

  it("another hall's object is 404 for every role", async () => {
    for (const route of routes.filter(({ roles }) => roles !== PUBLIC)) {
      for (const role of ROLES)
        expect(await call(route, ELSEWHERE, [role]), `${role} ${route.name}`).toBe(404);
    }
  });

  it('nobody becomes somebody by a broken token', async () => {
    for (const route of routes.filter(({ roles }) => roles !== PUBLIC)) {
      const response = await hall.app.request(addressOf(route, HOME), {
        method: route.method,
        headers: { authorization: 'Bearer nonsense' },
      });
      expect(response.status, route.name).toBe(401);
    }
  });
});
