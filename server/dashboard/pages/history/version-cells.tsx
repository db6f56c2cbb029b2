/** Cells of the table of versions. @module */
import { Fragment } from 'react'
import type { Version } from './sides.ts'
import { historyText } from './text.ts'

type Changes = Version['changed']

/** Lists changed lines by script, then names of settings and keys. */
export function ChangesCell({ changed, isFirst = false }: { changed: Changes; isFirst?: boolean }) {
  const { scripts, settings, configuration } = changed
  const names = Object.entries(scripts)
  if (isFirst && names.length === 0) return <span className="muted">{historyText.first}</span>
  if (names.length + settings.length + configuration.length === 0) {
    return <span className="muted">{historyText.nothing}</span>
  }
  return (
    <span className="history-changes">
      {names.map(([name, { lines_added, lines_removed }]) => (
        <span key={name}>
          <span className="num muted" aria-hidden="true">
            {historyText.lines(lines_added, lines_removed)}
          </span>{' '}
          <span className="unseen">{historyText.linesSpoken(lines_added, lines_removed)}</span>
          {name}
        </span>
      ))}
      {[
        settings.length > 0 && historyText.settings(settings),
        configuration.length > 0 && historyText.configuration(configuration),
      ]
        .filter((words) => words !== false)
        .map((words) => (
          <Fragment key={words}>
            <bdi className="muted">{words}</bdi>
          </Fragment>
        ))}
    </span>
  )
}
