/* Holds a file as a spreadsheet does, so that nobody else can open or replace it, until it is killed. */
#include <stdio.h>
#include <windows.h>

int wmain(int count, wchar_t **words) {
    HANDLE held = count == 2 ? CreateFileW(words[1], GENERIC_READ, 0, NULL, OPEN_EXISTING, 0, NULL)
                             : INVALID_HANDLE_VALUE;
    if (held == INVALID_HANDLE_VALUE) return 1;
    puts("held");
    fflush(stdout);
    Sleep(INFINITE);
    return 0;
}
