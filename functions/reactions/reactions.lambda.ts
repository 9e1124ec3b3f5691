import { numbersStore, vaultStore } from '../aws/storage.ts';
import { reactionsFunction } from '../aws/reactions-function.ts';
import { REACTIONS } from './reactions.ts';

export const handler = await reactionsFunction('reactions', REACTIONS, {
  vault: vaultStore(),
  numbers: numbersStore(),
});
