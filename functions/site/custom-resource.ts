import type { CloudFormationCustomResourceEvent } from 'aws-lambda';

type Request = Pick<
  CloudFormationCustomResourceEvent,
  'ResponseURL' | 'StackId' | 'RequestId' | 'LogicalResourceId'
>;

const outcome = async (work: () => Promise<void>): Promise<{ Status: string; Reason?: string }> => {
  try {
    await work();
    return { Status: 'SUCCESS' };
  } catch (error) {
    return { Status: 'FAILED', Reason: error instanceof Error ? error.message : String(error) };
  }
};

/** Does the work and tells CloudFormation how it went: without an answer the stack would wait for it. */
export const answerCloudFormation = async (
  { ResponseURL, StackId, RequestId, LogicalResourceId }: Request,
  PhysicalResourceId: string,
  work: () => Promise<void>,
): Promise<void> => {
  const body = { ...(await outcome(work)), PhysicalResourceId, StackId, RequestId, LogicalResourceId };
  // The address is signed for a request without a type.
  const headers = { 'content-type': '' };
  const response = await fetch(ResponseURL, { method: 'PUT', headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`CloudFormation took the answer with ${response.status}`);
};
