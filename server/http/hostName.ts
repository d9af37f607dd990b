/** A name that people reach the server by; without a port it holds for every port. */
export interface HostName { host: string; port?: string }

/** The name that a `Host` header or a setting holds; undefined where it is none. */
export function hostNameOf(text: string): HostName | undefined {
  const [, host, port] = text.toLowerCase().match(/^([a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?|\[[0-9a-f:.]+\])(?::(\d{1,5}))?$/) ?? [];
  return host === undefined ? undefined : { host, port };
}
