import type { PreTokenGenerationV2TriggerEvent } from 'aws-lambda';
import { observe, observed } from '../runtime/observability.ts';
import { tokenClaims } from './token-claims.ts';

/** Cognito asks before it makes a token; what is answered is the same in both of its tokens. */
export const handler = observed(observe('sign-in'), (event: PreTokenGenerationV2TriggerEvent) => {
  const { userAttributes, groupConfiguration } = event.request;
  const claims = { claimsToAddOrOverride: tokenClaims(userAttributes, groupConfiguration.groupsToOverride) };
  const claimsAndScopeOverrideDetails = { idTokenGeneration: claims, accessTokenGeneration: claims };
  return Promise.resolve({ ...event, response: { claimsAndScopeOverrideDetails } });
});
