@echo off
rem Starts the dashboard on Windows, for this machine alone. Double-click it in the project's folder
rem deployment; the first start installs the packages, which takes some minutes.
rem Not tried on a Windows machine yet.
chcp 65001 >nul
set PYTHONUTF8=1
cd /d "%~dp0.."
if not exist .venv\installed (
    py -3 -m venv .venv || goto :failed
    .venv\Scripts\python -m pip install --require-hashes -r requirements.txt || goto :failed
    echo done>.venv\installed
)
start "" http://127.0.0.1:8501
.venv\Scripts\python -m commands run --port 8501 || goto :failed
exit /b 0

:failed
echo.
echo The dashboard did not start. See the lines above.
pause
exit /b 1
