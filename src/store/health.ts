/** What the health check found; kept nowhere, shared by whoever makes it and whoever shows it. */

export type HealthCheckName = 'models' | 'audio' | 'storage' | 'workers' | 'memory' | 'pressure';

export interface HealthCheck {
  name: HealthCheckName;
  /** `unknown`: this browser does not tell. */
  verdict: 'good' | 'bad' | 'unknown';
  /** What was found, in words. */
  finding: string;
  /** What the user can do about it; undefined when there is nothing to do. */
  advice: string | undefined;
}

export interface HealthReport {
  atMs: number;
  checks: readonly HealthCheck[];
}
