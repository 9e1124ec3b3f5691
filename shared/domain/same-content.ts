import canonicalize from 'canonicalize';

/** True when both say the same, whatever the order of their fields (RFC 8785). */
export const isSameContent = (left: unknown, right: unknown): boolean =>
  canonicalize(left) === canonicalize(right);
