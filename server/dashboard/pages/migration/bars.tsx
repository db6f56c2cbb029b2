/** The bars of a migration: imported upward, failed downward. @module */
import { BarController, BarElement, CategoryScale, Chart, LinearScale, Tooltip } from 'chart.js'
import { useEffect, useRef } from 'react'
import { inkOf } from './ink.tsx'
import type { Step } from './queries.ts'
import { migrationText } from './text.ts'

const says = migrationText.chart

Chart.register(BarController, BarElement, CategoryScale, LinearScale, Tooltip)

/** @param props.label the chart in a sentence, for people who do not see it */
export function Bars({ steps, byHour, label }: { steps: readonly Step[]; byHour: boolean; label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    if (!canvas.current) return
    let chart = draw(canvas.current, steps, byHour)
    const again = (): void => {
      chart.destroy()
      if (canvas.current) chart = draw(canvas.current, steps, byHour)
    }
    // A canvas does not follow the colours of the theme by itself.
    const theme = new MutationObserver(again)
    theme.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
    const system = window.matchMedia('(prefers-color-scheme: dark)')
    system.addEventListener('change', again)
    return () => {
      theme.disconnect()
      system.removeEventListener('change', again)
      chart.destroy()
    }
  }, [steps, byHour])
  return (
    <div style={{ position: 'relative', height: 280 }}>
      <canvas ref={canvas} role="img" aria-label={label} />
    </div>
  )
}

/** @returns time of a step, as the axis and the table show it */
export function stepName(starts_at: string, byHour: boolean): string {
  const options = byHour
    ? ({ hour: '2-digit', minute: '2-digit', timeZone: 'UTC' } as const)
    : ({ day: 'numeric', month: 'short', timeZone: 'UTC' } as const)
  return new Date(starts_at).toLocaleString(undefined, options)
}

function draw(canvas: HTMLCanvasElement, steps: readonly Step[], byHour: boolean): Chart {
  const ink = (name: Parameters<typeof inkOf>[1]): string =>
    inkOf(canvas.parentElement ?? document.body, name)
  const quiet = ink('quiet')
  const whole = (value: number | string): string | null => {
    const size = Math.abs(Number(value))
    return Number.isInteger(size) ? size.toLocaleString() : null
  }
  return new Chart(canvas, {
    type: 'bar',
    data: {
      labels: steps.map(({ starts_at }) => stepName(starts_at, byHour)),
      datasets: [
        { label: says.imported, data: steps.map(({ imported }) => imported), backgroundColor: ink('good') },
        { label: says.failed, data: steps.map(({ failed }) => -failed), backgroundColor: ink('bad') },
      ],
    },
    options: {
      animation: false,
      maintainAspectRatio: false,
      font: { family: 'Inter', size: 12 },
      interaction: { mode: 'index', intersect: false },
      plugins: {
        tooltip: {
          callbacks: {
            label: ({ dataset, parsed }) => `${dataset.label}: ${Math.abs(parsed.y ?? 0).toLocaleString()}`,
          },
        },
      },
      scales: {
        x: {
          stacked: true,
          grid: { display: false },
          ticks: { color: quiet, maxRotation: 0, autoSkipPadding: 16 },
        },
        y: {
          stacked: true,
          border: { display: false },
          grid: { color: `color-mix(in srgb, ${quiet} 25%, transparent)` },
          ticks: { color: quiet, callback: whole, maxTicksLimit: 6 },
        },
      },
    },
  })
}
