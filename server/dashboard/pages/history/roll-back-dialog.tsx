/** The dialog that rolls back to a version, and shows what the roll back changes. @module */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useApi } from '../../api/context.tsx'
import { ApiProblem, toldOf } from '../../api/problem.ts'
import { Problem as Failure, Part } from '../../shell/part.tsx'
import { TEXT } from '../../text.ts'
import { Button } from '../../ui/button.tsx'
import { Banner } from '../../ui/data.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useToast } from '../../ui/toast.tsx'
import { restoreVersion, undoDeploy } from '../scripts/draft/saving.ts'
import { Compared } from './compare-dialog.tsx'
import type { WholeSide } from './sides.ts'
import { useSide } from './sides.ts'
import { historyText } from './text.ts'

interface RollBackProps {
  id: string
  from: number
  live: number
  onClose: () => void
}

/** Shows the difference from the live version, and warns of missing keys and of another mode. */
export function RollBackDialog({ id, from, live, onClose }: RollBackProps) {
  const says = historyText.rolling
  const client = useApi()
  const queries = useQueryClient()
  const say = useToast()
  const now = useSide(id, String(live))
  const then = useSide(id, String(from))
  const readAgain = () => queries.invalidateQueries({ queryKey: ['connection', id] })

  const undoing = useMutation({
    networkMode: 'always',
    mutationFn: (version: number) => undoDeploy(client, id, version),
    onSettled: readAgain,
    onSuccess: (version) => say({ title: says.undone(version) }),
    onError: (error) => say(isMoved(error) ? { title: says.moved } : toldOf(error)),
  })
  const rolling = useMutation({
    networkMode: 'always',
    mutationFn: () => restoreVersion(client, id, { from, live }),
    onSettled: readAgain,
    onSuccess(version) {
      onClose()
      say({ title: says.done(version, from), undo: () => undoing.mutate(version) })
    },
  })

  return (
    <Dialog
      full
      open
      onClose={onClose}
      title={historyText.rollBackTo(from)}
      description={says.description(from, live + 1)}
    >
      {rolling.error &&
        (isMoved(rolling.error) ? (
          <Banner live tone="warn" title={says.moved} />
        ) : (
          <Failure error={rolling.error} />
        ))}
      <Part query={now}>
        {(before) => (
          <Part query={then}>
            {(after) => (
              <div className="stack">
                <Warnings id={id} now={before} then={after} />
                <Compared
                  before={before}
                  after={after}
                  labels={{ before: String(live), after: String(from) }}
                />
              </div>
            )}
          </Part>
        )}
      </Part>
      <div className="row end">
        <Button onClick={onClose}>{TEXT.actions.cancel}</Button>
        <Button variant="danger" writes busy={rolling.isPending} onClick={() => rolling.mutate()}>
          {historyText.rollBackTo(from)}
        </Button>
      </div>
    </Dialog>
  )
}

function Warnings({ id, now, then }: { id: string; now: WholeSide; then: WholeSide }) {
  const says = historyText.rolling
  const missing = then.missing_configuration
  return (
    <>
      {missing.length > 0 && (
        <Banner tone="warn" title={says.missing(missing)}>
          <p>{says.missingDetail}</p>
        </Banner>
      )}
      {now.mode && then.mode && now.mode !== then.mode && (
        <ModeWarning id={id} now={now.mode} then={then.mode} />
      )}
    </>
  )
}

type Mode = NonNullable<WholeSide['mode']>

/** Says how many people a change of mode affects, before the button can be pressed. */
function ModeWarning({ id, now, then }: { id: string; now: Mode; then: Mode }) {
  const { rolling: says, modes } = historyText
  const client = useApi()
  const impact = useQuery({
    queryKey: ['connection', id, 'impact', then],
    staleTime: 0,
    queryFn: ({ signal }) =>
      client.call('GET /api/v2/connections/{id}/impact', { params: { id }, query: { to: then }, signal }),
  })
  return (
    <Banner tone="warn" title={says.mode(modes[now], modes[then])}>
      <Part query={impact}>{({ locked_out }) => <p>{says.lockedOut(locked_out)}</p>}</Part>
    </Banner>
  )
}

function isMoved(error: Error): boolean {
  return error instanceof ApiProblem && error.status === 412
}
