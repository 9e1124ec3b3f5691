import type { Decider } from '../decider.ts';
import { ok, refuse, type Refusal } from '../../kernel/result.ts';

/** Somebody opened the person's data; who is in the commit. `purpose` is a word of the program, never free text. */
export type PersonRead = { readonly type: 'PersonRead'; readonly data: { readonly purpose: string } };
/** 个人信息保护法 第47条: the content is gone, the reference stays. */
export type PersonErased = { readonly type: 'PersonErased'; readonly data: { readonly reason: string } };
export type PersonEvent = PersonRead | PersonErased;

export type PersonCommand =
  { readonly type: 'read'; readonly purpose: string } | { readonly type: 'erase'; readonly reason: string };

export interface PersonState {
  readonly reads: number;
  readonly erased: boolean;
}

export type PersonRefusal = Refusal<'person-erased'>;

/** A person in the vault: every reading is a fact of its stream, and nothing is read after the erasure. */
export const personDecider: Decider<PersonState, PersonCommand, PersonEvent, PersonRefusal> = {
  initial: { reads: 0, erased: false },
  decide: (command, state) => {
    switch (command.type) {
      case 'read':
        if (state.erased) return refuse('person-erased', '个人信息已依申请删除');
        return ok([{ type: 'PersonRead', data: { purpose: command.purpose } }]);
      case 'erase':
        return ok(state.erased ? [] : [{ type: 'PersonErased', data: { reason: command.reason } }]);
    }
  },
  evolve: (state, event) => {
    switch (event.type) {
      case 'PersonRead':
        return { ...state, reads: state.reads + 1 };
      case 'PersonErased':
        return { ...state, erased: true };
    }
  },
  upcasters: { PersonRead: [], PersonErased: [] },
};
