/** Endpoints of Aurora: instances of a cluster differ in their first label alone. */

/** The endpoint of another instance of the cluster whose endpoint, or an instance's, is `host`. */
export function instanceEndpoint(host: string, instance: string): string | undefined {
  const [, group, ...rest] = host.split('.');
  if (group === undefined || rest.length === 0 || !/^[a-z0-9-]+$/i.test(instance)) return undefined;
  return [instance, group.replace(/^cluster-(?:ro-|custom-)?/, ''), ...rest].join('.');
}
