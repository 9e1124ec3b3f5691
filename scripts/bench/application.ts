import { z } from 'zod';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const data = (file: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../../data', file), 'utf8')) as unknown;

const Matters = z.array(
  z.object({
    code: z.string(),
    department: z.string(),
    steps: z.string(),
    audience: z.array(z.string()),
    materials: z.array(z.object({ name: z.string(), required: z.boolean() })),
  }),
);
const Authorisations = z.array(z.object({ tenant: z.string(), sub: z.string(), department: z.string() }));

export interface BenchMatter extends z.infer<typeof Matters.element> {
  /** Who may decide on it. */
  readonly chief: string;
}

/** A matter for persons with the step model, and a chief whose authorisation is recorded. */
export const matterFor = (steps: string): BenchMatter => {
  const letters = Authorisations.parse(data('authorisations.json'));
  const matter = Matters.parse(data('matters.json')).find(
    (each) => each.steps === steps && each.audience.includes('个人'),
  );
  const chief = letters.find(
    ({ tenant, department }) => tenant === '411323' && department === matter?.department,
  );
  if (!matter || !chief) throw new Error(`no matter with the model ${steps}`);
  return { ...matter, chief: chief.sub };
};

/** A complete application of the synthetic person. */
export const applicationOf = ({ code, materials }: BenchMatter) => ({
  matter: code,
  applicant: {
    kind: 'person',
    name: '测试甲',
    idType: '111',
    idNo: '411323199001010016',
    phone: '13800000001',
  },
  form: { 用途: '测试' },
  materials: materials.filter(({ required }) => required).map(({ name }) => ({ name, provided: true })),
  channel: 'window',
});
