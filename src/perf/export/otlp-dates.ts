/** Dates metrics by the range they tell about; the SDK knows only the moment at which it was asked. */
import type { HrTime } from '@opentelemetry/api';
import { type DataPoint, DataPointType, type MetricData, type ResourceMetrics } from '@opentelemetry/sdk-metrics';

/** Seconds and nanoseconds since the Unix epoch. */
function hrTimeOf(atMs: number): HrTime {
  const seconds = Math.floor(atMs / 1000);
  return [seconds, Math.round((atMs - seconds * 1000) * 1000) * 1000];
}

/** The same metrics with every point from the start to the end of the range; a gauge is of its end. */
export function dated(metrics: ResourceMetrics, fromMs: number, toMs: number): ResourceMetrics {
  const startTime = hrTimeOf(fromMs);
  const endTime = hrTimeOf(toMs);
  const points = <T>(dataPoints: DataPoint<T>[]) => dataPoints.map((point) => ({ ...point, startTime, endTime }));
  const datedMetric = (metric: MetricData): MetricData => {
    switch (metric.dataPointType) {
      case DataPointType.SUM:
        return { ...metric, dataPoints: points(metric.dataPoints) };
      case DataPointType.GAUGE:
        return { ...metric, dataPoints: points(metric.dataPoints) };
      case DataPointType.HISTOGRAM:
        return { ...metric, dataPoints: points(metric.dataPoints) };
      case DataPointType.EXPONENTIAL_HISTOGRAM:
        return { ...metric, dataPoints: points(metric.dataPoints) };
    }
  };
  return {
    ...metrics,
    scopeMetrics: metrics.scopeMetrics.map((scope) => ({ ...scope, metrics: scope.metrics.map(datedMetric) })),
  };
}
