import { css, html, svg, type TemplateResult } from 'lit';
import { formatBytes } from '../format';
import { modelsText } from '../text/models/words';
import type { StorageView } from './models-view';

/** What the models take of the room the browser gives, as a picture with its words. */
export function storageBar({ modelsBytes, otherBytes, freeBytes, persisted }: StorageView): TemplateResult {
  const words = modelsText();
  const total = modelsBytes + otherBytes + freeBytes || 1;
  const parts = [
    { key: 'models', bytes: modelsBytes, label: words.storageParts.models },
    { key: 'other', bytes: otherBytes, label: words.storageParts.other },
    { key: 'free', bytes: freeBytes, label: words.storageParts.free },
  ];
  // Widths are SVG attributes: the page's policy refuses inline styles. What is there is seen, however little of the whole it is.
  let x = 0;
  const bars = parts.slice(0, 2).map(({ key, bytes }) => {
    const width = bytes > 0 ? Math.max(5, (bytes / total) * 1000) : 0;
    const bar = { key, x, width };
    x += width + (width > 0 ? 2 : 0);
    return bar;
  });
  const picture = words.storagePicture(
    formatBytes(modelsBytes),
    formatBytes(otherBytes),
    formatBytes(freeBytes),
    formatBytes(total),
  );
  const kept = persisted === undefined ? words.storageUnasked : persisted ? words.storageKept : words.storageNotKept;
  return html`
    <svg class="storage-bar" viewBox="0 0 1000 16" preserveAspectRatio="none" role="img" aria-label=${picture}>
      ${bars.map(({ key, x, width }) => svg`<rect class=${key} x=${x} y="0" width=${width} height="16"></rect>`)}
    </svg>
    <ul class="legend" aria-hidden="true">
      ${parts.map(({ key, bytes, label }) => html`<li><span class="swatch ${key}"></span>${label} <b>${formatBytes(bytes)}</b></li>`)}
    </ul>
    <p class="soft small">${kept}</p>
  `;
}

export const storageStyles = css`
  .storage-bar {
    display: block;
    width: 100%;
    height: 1rem;
    margin-top: 0.625rem;
    border: 1px solid var(--edge);
    border-radius: 0.5rem;
    background: var(--surface);
  }

  .storage-bar:dir(rtl) {
    transform: scaleX(-1);
  }

  .models {
    fill: var(--ink);
  }

  .other {
    fill: var(--edge);
  }

  .swatch.models {
    background: var(--ink);
  }

  .swatch.other {
    background: var(--edge);
  }

  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 1rem;
    margin-top: 0.5rem;
    list-style: none;
    font-size: 0.8125rem;
  }

  .legend li {
    display: inline-flex;
    align-items: center;
    gap: 0.375rem;
  }

  .legend b {
    font-variant-numeric: tabular-nums;
  }

  .swatch {
    width: 0.75rem;
    height: 0.75rem;
    border: 1px solid var(--edge);
    border-radius: 0.1875rem;
  }
`;
