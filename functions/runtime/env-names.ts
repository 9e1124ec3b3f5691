/** Names of what infra hands to the functions through the environment: the one list of both sides. */
export const ENV = {
  LOG_TABLE: 'LOG_TABLE',
  VIEWS_TABLE: 'VIEWS_TABLE',
  VAULT_TABLE: 'VAULT_TABLE',
  NUMBERS_TABLE: 'NUMBERS_TABLE',
  FILES_BUCKET: 'FILES_BUCKET',
  VAULT_KEY: 'VAULT_KEY',
  /** The role that storage is reached with on behalf of one hall, in a session tagged with it. */
  HALL_ROLE: 'HALL_ROLE',
  SECRET: 'SECRET',
  CLOCK_MACHINE: 'CLOCK_MACHINE',
  BUNDLE_MACHINE: 'BUNDLE_MACHINE',
  /** Queue of what is to be sent to people, where messages are posted to, and the key that signs them. */
  NOTICE_QUEUE: 'NOTICE_QUEUE',
  NOTICE_URL: 'NOTICE_URL',
  NOTICE_SECRET: 'NOTICE_SECRET',
  /** `<instant>@<speed>`: from then on hall time runs so many times as fast. Absent: it is real time. */
  HALL_TIME: 'HALL_TIME',
  /** Begins the names of what AWS IoT knows of this installation. */
  DEVICE_PREFIX: 'DEVICE_PREFIX',
  PUBLIC_URL: 'PUBLIC_URL',
  /** What the web app has to know: where people sign in and as which client, and whom beside us it may speak to. */
  ISSUER: 'ISSUER',
  CLIENT_ID: 'CLIENT_ID',
  SCOPE: 'SCOPE',
  PAGE_ORIGINS: 'PAGE_ORIGINS',
  /** The built files of the web app, and the names of the halls. */
  SITE_BUCKET: 'SITE_BUCKET',
} as const;
export type EnvName = keyof typeof ENV;
