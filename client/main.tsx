import { render } from 'solid-js/web'
import { App } from '#client/App.tsx'
import { keepFiles } from '#client/offline/register.ts'
import { must } from '#shared/assert.ts'
import './styles/tokens.css'
import './styles/base.css'
import './styles/ui.css'
import './styles/shell.css'
import './styles/bell.css'

render(() => <App />, must(document.getElementById('app'), 'index.html holds #app'))
keepFiles()
