import type { Schemas } from '../../api/types.ts';
import { shanghaiDay } from '../../composables/format.ts';

type Body = Schemas['StaffBody'];

/** 派驻登记 as it is being filled in; what is empty is not said. */
export interface PersonDraft {
  sub: string;
  name: string;
  department: string;
  roles: Body['roles'];
  windows: string[];
  services: string[];
  from: string;
  until: string;
  consent: string;
}

const newcomer = (): PersonDraft => ({
  sub: '',
  name: '',
  department: '',
  roles: [],
  windows: [],
  services: [],
  from: shanghaiDay(),
  until: '',
  consent: '',
});

/** Somebody as recorded, or somebody new who begins today. */
export const draftOf = (person?: Schemas['Staff']): PersonDraft => {
  if (!person) return newcomer();
  const { sub, name, department = '', roles, windows = [], services = [] } = person;
  const { from, until = '', consent = '' } = person;
  const lists = { roles: [...roles], windows: [...windows], services: [...services] };
  return { sub, name, department, from, until, consent, ...lists };
};

export const isComplete = ({ sub, name, roles, from }: PersonDraft): boolean =>
  [sub, name, from].every((text) => text.trim() !== '') && roles.length > 0;

export const bodyOf = ({
  name,
  department,
  roles,
  windows,
  services,
  from,
  until,
  consent,
}: PersonDraft): Body => ({
  name: name.trim(),
  ...(department.trim() === '' ? {} : { department: department.trim() }),
  roles: [...roles],
  ...(windows.length === 0 ? {} : { windows: [...windows] }),
  ...(services.length === 0 ? {} : { services: [...services] }),
  from,
  ...(until === '' ? {} : { until }),
  ...(consent.trim() === '' ? {} : { consent: consent.trim() }),
});
