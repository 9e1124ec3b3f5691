import type { GrievanceFile, GrievanceView } from '../../shared/contracts/grievances.ts';
import {
  nextSteps,
  type GrievanceEntry,
  type OpenGrievance,
} from '../../shared/domain/grievance/grievance.ts';
import type { TenantVault } from '../../shared/ports/vault.ts';
import type { Said } from '../runtime/said-streams.ts';
import { readText } from '../runtime/texts.ts';

type Stood = Said<OpenGrievance>;

/** A complaint in a list: nothing of what anybody wrote. */
export const presentGrievance = ({ no, version, state }: Stood): GrievanceView => {
  const { status, at, submitted, department, satisfied } = state;
  return {
    no,
    category: submitted.category,
    status,
    version,
    at,
    ...(submitted.act === undefined ? {} : { act: submitted.act }),
    ...(department === undefined ? {} : { department }),
    ...(satisfied === undefined ? {} : { satisfied }),
  };
};

/** What the hall says to itself on the way is its own; what it answers and mends is for the person too. */
const FOR_PERSON: readonly GrievanceEntry['status'][] = ['answered', 'rectified'];

/** The file of a complaint. `isHandler`: for whoever handles it, with the phone and what the hall noted. */
export const presentFile = async (
  stood: Stood,
  vault: TenantVault,
  { isHandler }: { readonly isHandler: boolean },
): Promise<GrievanceFile> => {
  const { submitted, entries } = stood.state;
  const [text, phone, steps] = await Promise.all([
    readText(vault, submitted.text),
    isHandler ? readText(vault, submitted.phone) : undefined,
    Promise.all(
      entries.map(async ({ at, status, department, text: written }) => ({
        at,
        status,
        ...(department === undefined ? {} : { department }),
        ...(written && (isHandler || FOR_PERSON.includes(status))
          ? { text: await readText(vault, written) }
          : {}),
      })),
    ),
  ]);
  return {
    ...presentGrievance(stood),
    text,
    ...(phone === undefined ? {} : { phone }),
    steps,
    next: isHandler ? [...nextSteps(stood.state)] : [],
  };
};
