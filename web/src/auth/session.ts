import { User, UserManager, WebStorageStateStore } from 'oidc-client-ts';
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
    automaticSilentRenew: true,
  });
  manager.events.addUserLoaded(take);
  manager.events.addAccessTokenExpired(expireSession);
  take(await manager.getUser());
};

/** Leaves for the identity provider; afterwards `to` is opened. */
export const signIn = (to: string): Promise<void> => users().signinRedirect({ state: to });

/** Between the windows of this browser: the identity provider may cut the tie between a window and its opener. */
const CHANNEL = 'onewindow-sign-in';
const IN_OTHER_WINDOW = 'in-other-window';

let listening: BroadcastChannel | undefined;

/** Somebody else's sign-in starts afresh. */
const takeOver = async (user: User): Promise<void> => {
  if (user.profile.sub !== session.identity?.sub) return location.assign('/');
  await users().storeUser(user);
  await users().events.load(user);
};

/** Signs in in another window, so that the page stays as it is with everything that was typed. */
export const signInAgain = (): void => {
  listening?.close();
  const channel = new BroadcastChannel(CHANNEL);
  listening = channel;
  channel.onmessage = ({ data }: MessageEvent<string>) => {
    channel.close();
    void takeOver(User.fromStorageString(data));
  };
  window.open('/sign-in-again', CHANNEL, 'popup,width=720,height=760');
};

/** What that other window does. */
export const signInForOtherWindow = (): Promise<void> => users().signinRedirect({ state: IN_OTHER_WINDOW });

/** Ends what the provider sent us back with: the path to open, or nothing where another window or frame waits for it. */
export const completeSignIn = async (): Promise<string | undefined> => {
  const user = await users().signinCallback();
  if (user?.state === IN_OTHER_WINDOW) {
    new BroadcastChannel(CHANNEL).postMessage(user.toStorageString());
    window.close();
    return undefined;
  }
  return typeof user?.state === 'string' ? user.state : undefined;
};

export const signOut = (): Promise<void> => users().signoutRedirect();
