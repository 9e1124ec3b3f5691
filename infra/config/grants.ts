import type { FunctionName } from '../constructs/bundles.ts';

/** What the session of a hall may do with the vault: `seal` stores what people wrote, `open` shows it again. */
export type VaultGrant = 'seal' | 'open';

/**
 * What a function may reach. `hall`: in the session of one hall, pinned to its keys: of the hall that a verified token
 * names, or of another as far as the slice's `Reach` goes.
 * `open`: by itself and for anybody, streams that are public, and reading only.
 */
export interface Grants {
  readonly hall?: {
    readonly log: 'read' | 'append';
    readonly views?: 'read' | 'write';
    readonly vault?: VaultGrant;
    readonly files?: true;
    readonly numbers?: true;
  };
  /** Aggregates whose streams anybody may ask for, and whether the public catalogue belongs to it. */
  readonly open?: {
    readonly streams: readonly ('tenant' | 'matter' | 'theme' | 'case' | 'bundle' | 'queue')[];
    readonly catalogue?: true;
  };
}

/** Only functions that show persons, or fill in cases for them, open the vault; the others seal what is written into opinions and reasons, or leave it alone. */
export const GRANTS = {
  intake: { hall: { log: 'append', views: 'read', vault: 'open', files: true, numbers: true } },
  printing: { hall: { log: 'append', vault: 'open' } },
  approval: { hall: { log: 'append', views: 'read', vault: 'seal' } },
  issuing: { hall: { log: 'append', views: 'read', vault: 'seal', files: true } },
  tracking: { open: { streams: ['case', 'bundle', 'tenant'] } },
  catalogue: {
    hall: { log: 'append', views: 'read' },
    open: { streams: ['matter', 'tenant'], catalogue: true },
  },
  catalogueFiles: { hall: { log: 'append', views: 'read' } },
  hall: { hall: { log: 'append' }, open: { streams: ['tenant'] } },
  posting: { hall: { log: 'append', views: 'read' } },
  bundle: {
    hall: { log: 'append', views: 'read', vault: 'open', files: true, numbers: true },
    open: { streams: ['theme', 'matter', 'tenant'], catalogue: true },
  },
  queue: { hall: { log: 'append', views: 'read', vault: 'seal' }, open: { streams: ['tenant', 'queue'] } },
  grievance: { hall: { log: 'append', views: 'read', vault: 'open' } },
  consultation: { hall: { log: 'append', views: 'read', vault: 'open' } },
  appointment: { hall: { log: 'append', views: 'read', vault: 'open' } },
  evaluation: { hall: { log: 'append', views: 'read', vault: 'open' } },
  device: { hall: { log: 'append', views: 'read' } },
  // What a device says is taken in the session of its hall, which its certificate names.
  ingest: { hall: { log: 'append', vault: 'seal' } },
  claim: { hall: { log: 'append' } },
  // Of the caller's hall and, for a county, of its townships: the app takes the session of the hall whose case it is.
  supervision: { hall: { log: 'append', views: 'read', vault: 'open' } },
  notify: { hall: { log: 'read' } },
  views: { hall: { log: 'read', views: 'write' } },
  clock: { hall: { log: 'append', views: 'read' } },
  // A case of another hall, opened under its delegation, gets the person into that hall's own vault.
  reactions: { hall: { log: 'append', views: 'read', vault: 'open', numbers: true } },
  bundleMachine: { hall: { log: 'append', vault: 'open', numbers: true } },
  // Is handed the user by Cognito and reaches nothing.
  signIn: {},
  // Reads names and telephone numbers at the moment of sending, and records that it did.
  sender: { hall: { log: 'append', vault: 'open' } },
  docs: {},
  // Both reach the bucket of the site alone, and nothing of a hall.
  site: {},
  publish: {},
} as const satisfies Record<FunctionName, Grants>;
