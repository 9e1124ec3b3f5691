import { UserManager, WebStorageStateStore, type User } from 'oidc-client-ts';
import { shallowReactive } from 'vue';
import type { WebConfig } from '../config.ts';
import { identityOf, type Identity } from './identity.ts';

interface Session {
  identity: Identity | undefined;
  token: string | undefined;
  /** The token is no longer accepted; whoever sits there signs in again and goes on with the form as it is. */
  expired: boolean;
}

/** Who is signed in. */
export const session: Session = shallowReactive<Session>({
  identity: undefined,
  token: undefined,
  expired: false,
});

let manager: UserManager | undefined;

const users = (): UserManager => {
  if (!manager) throw new Error('the session has not been opened');
  return manager;
};

const take = (user: User | null): void => {
  const isUsable = user !== null && user.expired !== true;
  session.identity = isUsable ? identityOf(user.profile) : undefined;
  session.token = isUsable ? user.access_token : undefined;
  session.expired = false;
};

/** The identity stays on the page, so that nothing that was typed is lost. */
export const expireSession = (): void => {
  if (session.identity) session.expired = true;
};

/** Takes up the session of this tab. Tokens live in its storage and end with it. */
export const openSession = async ({ issuer, clientId, scope }: WebConfig): Promise<void> => {
  manager = new UserManager({
    authority: issuer,
    client_id: clientId,
    redirect_uri: `${location.origin}/callback`,
    post_logout_redirect_uri: `${location.origin}/`,
    scope,
    userStore: new WebStorageStateStore({ store: sessionStorage }),
    stateStore: new WebStorageStateStore({ store: sessionStorage }),
    automaticSilentRenew: true,
  });
  manager.events.addUserLoaded(take);
  manager.events.addAccessTokenExpired(expireSession);
  take(await manager.getUser());
};

/** Leaves for the identity provider; afterwards `to` is opened. */
export const signIn = (to: string): Promise<void> => users().signinRedirect({ state: to });

/** In a window of its own, so that the page stays as it is. Somebody else's sign-in starts afresh. */
export const signInAgain = async (): Promise<void> => {
  const before = session.identity?.sub;
  const user = await users().signinPopup();
  if (user.profile.sub !== before) location.assign('/');
};

/** Ends what the provider sent us back with: the path to open, or nothing where another window or frame waits for it. */
export const completeSignIn = async (): Promise<string | undefined> => {
  const user = await users().signinCallback();
  return user && typeof user.state === 'string' ? user.state : undefined;
};

export const signOut = (): Promise<void> => users().signoutRedirect();
