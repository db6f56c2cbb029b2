/** A page with only the editor, for its tests: no server, no session. @module */
import { StrictMode, Suspense, useState } from 'react'
import { createRoot } from 'react-dom/client'
import type { Action } from '../../../server/dashboard/editor/index.tsx'
import { CodeDiff, CodeEditor } from '../../../server/dashboard/editor/index.tsx'
import '../../../server/dashboard/ui/tokens.css'
import '../../../server/dashboard/ui/base.css'

/** Options in the query of the URL: `?show=diff`, `?action=get_user`, `?theme=dark`. */
const wanted = new URLSearchParams(location.search)
const theme = wanted.get('theme')
if (theme) document.documentElement.dataset.theme = theme

/** A log of events that the test reads. */
declare global {
  interface Window {
    happened: string[]
    put: (text: string) => void
  }
}
window.happened = []

const START = 'function login(email, password, callback) {\n  callback(null);\n}\n'

function Page() {
  const [text, setText] = useState(START)
  const [keys, setKeys] = useState(['DB_HOST', 'DB_USER'])
  window.put = setText
  const did = (what: string) => () => void window.happened.push(what)
  if (wanted.get('show') === 'json') return <CodeEditor value={'{ "a": 1, }'} label="Metadata, JSON" />
  if (wanted.get('show') === 'diff') {
    return <CodeDiff before={START} after={START.replace('null', 'null, { user_id: 1, email }')} />
  }
  return (
    <>
      <CodeEditor
        value={text}
        onChange={setText}
        script={{
          action: (wanted.get('action') ?? 'login') as Action,
          configurationKeys: keys,
          hasContext: false,
        }}
        keys={{
          run: did('run'),
          save: did('save'),
          deploy: did('deploy'),
          tab: (index) => void window.happened.push(`tab ${index}`),
        }}
      />
      <button type="button" onClick={() => setKeys([...keys, 'DB_PORT'])}>
        Add DB_PORT
      </button>
    </>
  )
}

const root = document.getElementById('root')
if (!root) throw new Error('the page has no root')
root.style.height = '500px'
createRoot(root).render(
  <StrictMode>
    <main style={{ height: '440px' }}>
      <h1>Editor</h1>
      <Suspense fallback={<p>Loading…</p>}>
        <Page />
      </Suspense>
    </main>
  </StrictMode>,
)
