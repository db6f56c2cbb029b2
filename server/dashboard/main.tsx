/** Entry point of the dashboard. @module */
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { applyTheme, readPreferences } from './shell/preferences.ts'
import './ui/tokens.css'
import './ui/base.css'
import './ui/controls.css'
import './ui/data.css'
import './ui/filter.css'
import './ui/overlays.css'
import './ui/table.css'
import './ui/tabs.css'
import './shell/door.css'
import './shell/shell.css'

applyTheme(readPreferences().theme)
const root = document.querySelector('#root')
if (root === null) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
