/** What the same build needs to know of the place where it is deployed: `GET /config.json`. */
export interface WebConfig {
  /** Address of the identity provider. */
  readonly issuer: string;
  readonly clientId: string;
  readonly scope: string;
  /** Names of the halls by their codes. */
  readonly halls: Readonly<Record<string, string>>;
}

let loaded: WebConfig | undefined;

/** Once, before anything else. @throws when there is no configuration to be had. */
export const loadConfig = async (): Promise<WebConfig> => {
  const response = await fetch('/config.json', { cache: 'no-store' });
  if (!response.ok) throw new Error(`no configuration: ${response.status}`);
  loaded = (await response.json()) as WebConfig;
  return loaded;
};

/** The name of a hall; its code where it has none. */
export const hallName = (tenant: string): string => loaded?.halls[tenant] ?? tenant;

/** All halls, counties before their townships. */
export const halls = (): readonly { readonly code: string; readonly name: string }[] =>
  Object.entries(loaded?.halls ?? {})
    .map(([code, name]) => ({ code, name }))
    .sort((left, right) => (left.code < right.code ? -1 : 1));
