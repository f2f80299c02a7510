/** Headers of which a document has one value alone: ours is the strictest that the site can run under. */
const oursAlone = new Set([
  'cross-origin-opener-policy',
  'cross-origin-embedder-policy',
  'referrer-policy',
  'x-content-type-options',
]);

/** From the strictest on. */
const resourcePolicies = ['same-origin', 'same-site', 'cross-origin'];

/**
 * What a response says where the host has sent a header of ours with a value of its own: never less than either of them asks
 * for, as far as a header can say both.
 */
export function stricter(name: string, theirs: string, ours: string): string {
  const lower = name.toLowerCase();
  if (theirs === ours || oursAlone.has(lower)) return ours;
  switch (lower) {
    case 'content-security-policy':
      // Each policy of a list has to allow what is done (CSP 3, 4.1.2). What was joined once is not joined again.
      return theirs.includes(ours) ? theirs : `${theirs}, ${ours}`;
    case 'permissions-policy':
      return joinedFeatures(theirs, ours);
    case 'cross-origin-resource-policy':
      return [theirs, ours].sort((a, b) => rank(a) - rank(b))[0] ?? ours;
    default:
      // Who may read the element's script, and a frame's own isolation: the host's owner decides about other sites.
      return theirs;
  }
}

/** The last value of a feature counts (RFC 8941, 3.2), and ours refuse all but one: what the host refuses stays refused. */
function joinedFeatures(theirs: string, ours: string): string {
  const added = ours.split(', ').filter((feature) => !theirs.includes(`${feature.split('=')[0]}=()`));
  return [theirs, ...added].join(', ');
}

/** What is no policy is none. */
function rank(policy: string): number {
  const at = resourcePolicies.indexOf(policy.trim().toLowerCase());
  return at < 0 ? resourcePolicies.length : at;
}
