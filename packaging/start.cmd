@echo off
chcp 65001 >nul
setlocal
cd /d "%~dp0"
set PYTHONUTF8=1
set PIP_DISABLE_PIP_VERSION_CHECK=1
set PY=.venv\Scripts\python.exe
if exist ".venv\ready" goto ready

set BASE=
py -@PYTHON@ -c "" >nul 2>nul && set BASE=py -@PYTHON@
if not defined BASE python -c "import sys; sys.exit(sys.version_info[:2] != tuple(map(int, '@PYTHON@'.split('.'))))" >nul 2>nul && set BASE=python
if not defined BASE goto nopython

echo 第一次运行：正在安装，约需几分钟，不用联网。
if exist .venv rmdir /s /q .venv
%BASE% -m venv .venv || goto failed
"%PY%" -m pip install --quiet --no-index --no-deps --require-hashes --find-links wheels -r wheels\requirements.txt || goto failed
"%PY%" -m pip install --quiet --no-index --no-deps --find-links wheels yanpan==@VERSION@ || goto failed
echo ready> ".venv\ready"

:ready
if not "%~1"=="" goto given
"%PY%" -m yanpan run
if errorlevel 1 goto end
for /d %%d in (outputs\*) do if exist "%%d\index.html" start "" "%%d\index.html"
goto end

:given
"%PY%" -m yanpan %*
goto end

:nopython
echo 这台电脑上没有找到 Python @PYTHON@。请先安装 Python @PYTHON@（只为自己安装，不需要管理员权限），再双击本文件。
goto end

:failed
echo 安装没有完成。请确认本文件夹可以写入、磁盘还有 2 GB 以上空间，再双击一次；仍然不行，把上面的文字发给技术人员。

:end
if "%~1"=="" pause
endlocal
