@echo off
chcp 65001 >nul
cd /d "%~dp0"
if not exist ".venv\ready" call start.cmd --version
if exist ".venv\ready" ".venv\Scripts\python.exe" -m jupyterlab notebooks\village.ipynb
