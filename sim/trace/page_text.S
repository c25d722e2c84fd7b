/*
 * page_text.S - the timeline page as bytes; cmake/page.cmake makes the files.
 */
        .section .rodata
        .globl dr_page_head, dr_page_head_end, dr_page_tail, dr_page_tail_end
        .hidden dr_page_head, dr_page_head_end, dr_page_tail, dr_page_tail_end
dr_page_head:
        .incbin DRYRUN_PAGE_HEAD
dr_page_head_end:
dr_page_tail:
        .incbin DRYRUN_PAGE_TAIL
dr_page_tail_end:
        .section .note.GNU-stack,"",@progbits
